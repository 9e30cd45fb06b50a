package org.haidang.onvif.soap;

import java.util.function.Consumer;
import org.haidang.onvif.xml.XmlWriter;

/**
 * What is asked of a service.
 *
 * @param namespace of the service
 * @param name of the request's element, such as {@code GetProfiles}
 * @param action the SOAP action, a URI
 * @param arguments writes what stands in the element
 */
public record Operation(
        String namespace, String name, String action, Consumer<XmlWriter> arguments) {

    public Operation(String namespace, String name, Consumer<XmlWriter> arguments) {
        this(namespace, name, namespace + "/" + name, arguments);
    }

    /** Without arguments. */
    public Operation(String namespace, String name) {
        this(namespace, name, _ -> {});
    }

    /** Local name of the answer's element. */
    public String answer() {
        return name + "Response";
    }

    /** For logs: the name. */
    @Override
    public String toString() {
        return name;
    }
}
