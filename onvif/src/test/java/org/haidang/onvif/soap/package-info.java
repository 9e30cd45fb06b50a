/** Tests of what stands on the wire in SOAP. */
package org.haidang.onvif.soap;
