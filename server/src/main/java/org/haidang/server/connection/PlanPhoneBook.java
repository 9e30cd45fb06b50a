package org.haidang.server.connection;

import java.util.Optional;
import org.haidang.programme.facility.Shortfall.WhoActs;
import org.haidang.programme.plan.PlanVersions;
import org.haidang.programme.plan.PlanVersions.Covered;
import org.haidang.programme.plan.SiteParameters;
import org.haidang.server.plan.Plans;

/**
 * For the operator, whom the plan in force names as responsible for the site; for everybody else
 * whom the other book names.
 */
public final class PlanPhoneBook implements PhoneBook {
    private final Plans plans;
    private final PhoneBook others;

    public PlanPhoneBook(Plans plans, PhoneBook others) {
        this.plans = plans;
        this.others = others;
    }

    @Override
    public Optional<Person> whomToCall(String facilityId, WhoActs who) {
        return switch (who) {
            case OPERATOR -> responsible(facilityId).or(() -> others.whomToCall(facilityId, who));
            case FACILITY, DEPARTMENT -> others.whomToCall(facilityId, who);
        };
    }

    /** One text, as people write it: a name, and often a telephone behind it. */
    private Optional<Person> responsible(String facilityId) {
        PlanVersions versions = plans.versions();
        return versions.covers(facilityId) instanceof Covered(var _, SiteParameters site)
                ? Optional.of(new Person(site.responsible(), ""))
                : Optional.empty();
    }
}
