package org.haidang.server.identity;

import java.util.List;

/** Everything a person may do anywhere, for the console to show no more. */
@FunctionalInterface
public interface ActionList {
    List<String> of(String userId);
}
