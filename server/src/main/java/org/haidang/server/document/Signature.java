package org.haidang.server.document;

import java.util.List;

/**
 * Who signs.
 *
 * @param authority its lines: "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"
 * @param name empty until it is known
 */
public record Signature(List<String> authority, String name) {
    public Signature {
        authority = List.copyOf(authority);
        if (authority.isEmpty()) {
            throw new IllegalArgumentException("a signature says by what authority");
        }
    }
}
