/**
 * The unified plan of connection (phương án kết nối thống nhất): the province's template, each
 * site's parameters, its way from draft to approval, and whether a site's uplink carries it. What
 * it says is asked for by dispatch 2220/UBND-KTTH, items 1 and 2; the numbers in it are the
 * province's own. May use packages facility and vietnamese and nothing else.
 */
@NullMarked
package org.haidang.programme.plan;

import org.jspecify.annotations.NullMarked;
