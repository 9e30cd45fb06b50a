/** Tests of the messages of discovery and of ranges of addresses. */
package org.haidang.onvif.discovery;
