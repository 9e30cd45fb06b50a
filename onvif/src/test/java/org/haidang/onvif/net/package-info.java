/** Tests of the sockets, all on loopback addresses. */
package org.haidang.onvif.net;
