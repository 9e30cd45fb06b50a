/**
 * XML from strangers into a small immutable tree, within named limits, and XML of our own out. It
 * knows nothing of SOAP or cameras; a document type, an entity or anything beyond a limit is
 * refused. It may use the JDK's StAX and the media engine's {@code MalformedInputException}.
 */
@NullMarked
package org.haidang.onvif.xml;

import org.jspecify.annotations.NullMarked;
