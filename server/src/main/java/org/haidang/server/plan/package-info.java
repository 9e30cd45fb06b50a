/**
 * The province's unified plan: its versions kept and acted upon by the programme's rules, each act
 * in the audit log first. On approval it moves the facilities it covers, and tells the sites that
 * have them. It may use facility, camera, instruction, audit and news; it knows no HTTP.
 */
@NullMarked
package org.haidang.server.plan;

import org.jspecify.annotations.NullMarked;
