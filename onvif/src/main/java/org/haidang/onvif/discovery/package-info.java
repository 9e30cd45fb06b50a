/**
 * What is said to find devices, without sockets: the messages of WS-Discovery of April 2005, the
 * scopes in which a device describes itself, and the ranges of addresses that a person names. It
 * may use the packages xml and soap.
 */
@NullMarked
package org.haidang.onvif.discovery;

import org.jspecify.annotations.NullMarked;
