package org.haidang.server.rights;

import java.util.List;

/** Where roles and grants are kept. A version tells whether somebody has written meanwhile. */
public interface RightsBook {
    /** Everything at one moment. */
    record Content(long version, List<Role> roles, List<Grant> grants) {}

    long version();

    /**
     * @param nowUs grants that ended before are left out
     */
    Content read(long nowUs);

    /** Adds the role, or changes the one of that id. */
    void put(Role role, long nowUs);

    /**
     * Removes a role that nobody has.
     *
     * @return whether it was there and free
     */
    boolean removeRole(String id);

    void add(Grant grant);

    boolean removeGrant(String id);
}
