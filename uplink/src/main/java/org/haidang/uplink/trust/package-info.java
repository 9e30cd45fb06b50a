/**
 * Who may link: the centre's own authority, invitations, and what a site keeps of its enrolment. It
 * may use BouncyCastle and files, and opens no connection.
 */
@NullMarked
package org.haidang.uplink.trust;

import org.jspecify.annotations.NullMarked;
