/**
 * Talks to cameras and recorders by ONVIF: who they are, what channels they have, where their
 * streams are, how they are moved and what they report. Blocking and bounded, made for virtual
 * threads; a device's word is never trusted for more than it can be held to. It may use the media
 * engine's addresses and logins and the JDK, and opens sockets only in its package net.
 */
@NullMarked
package org.haidang.onvif;

import org.jspecify.annotations.NullMarked;
