/** Tests of reading and writing XML. */
package org.haidang.onvif.xml;
