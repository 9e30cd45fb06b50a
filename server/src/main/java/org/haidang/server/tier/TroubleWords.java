package org.haidang.server.tier;

import java.util.Locale;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.haidang.uplink.site.Route;
import org.haidang.uplink.site.Trouble;

/**
 * What keeps the link to the centre above from being there, for people.
 *
 * @param what is wrong
 * @param action what to do about it
 */
public record TroubleWords(String what, String action) {
    /**
     * @param trouble any but {@link Trouble#NONE}
     * @param centre its host and port
     */
    public static TroubleWords of(Language language, Trouble trouble, String centre, Route route) {
        String key = "link.trouble." + trouble.name().toLowerCase(Locale.ROOT).replace('_', '-');
        String proxy = route.proxyAddress();
        Object[] names = {centre, proxy == null ? "" : proxy};
        return new TroubleWords(
                Words.of(language, key, names), Words.of(language, key + ".action", names));
    }
}
