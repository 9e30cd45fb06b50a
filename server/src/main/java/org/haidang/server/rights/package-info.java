/**
 * Who may see and do what: actions, roles, grants with their scopes, and the one place that
 * decides. It may use organisations; where it is all kept is somebody else's matter. It knows no
 * HTTP and no camera beyond the place it stands at.
 */
@NullMarked
package org.haidang.server.rights;

import org.jspecify.annotations.NullMarked;
