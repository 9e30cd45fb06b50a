package org.haidang.server.connection;

import java.util.Optional;
import org.haidang.programme.facility.Shortfall.WhoActs;

/** Whom to telephone about a facility. */
@FunctionalInterface
public interface PhoneBook {

    /**
     * A person to call.
     *
     * @param phone as it is shown, {@code 0912 345 678}; empty where it is not known apart
     */
    record Person(String name, String phone) {}

    /** Empty where nobody is named. */
    Optional<Person> whomToCall(String facilityId, WhoActs who);
}
