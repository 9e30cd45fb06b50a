/**
 * The link between two tiers, dialled from below: who may link, what is said over it, and pictures
 * while somebody watches. It knows cameras as names and streams as hubs, and neither database nor
 * web. It may use {@code media}, gRPC and, for the centre's certificates, BouncyCastle.
 */
@NullMarked
package org.haidang.uplink;

import org.jspecify.annotations.NullMarked;
