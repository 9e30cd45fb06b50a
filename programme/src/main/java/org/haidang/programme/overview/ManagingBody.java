package org.haidang.programme.overview;

/** Who runs a facility, as the funnel is split. */
public enum ManagingBody {
    MILITARY,
    CIVIL,
    HOTEL
}
