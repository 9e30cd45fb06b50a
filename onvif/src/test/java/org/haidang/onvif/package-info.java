/** Tests of the client against devices that exist only in the tests. */
package org.haidang.onvif;
