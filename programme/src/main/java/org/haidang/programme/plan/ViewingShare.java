package org.haidang.programme.plan;

/**
 * How many main streams of one site may be pulled at once, beside the sub streams of the wall; each
 * tier has its own share so that neither can crowd out the other.
 *
 * @param provinceMainViews 0 to {@value #MAX}
 * @param nationMainViews 0 to {@value #MAX}
 */
public record ViewingShare(int provinceMainViews, int nationMainViews) {

    public static final int MAX = 64;

    public ViewingShare {
        StreamTarget.require("main views of the province", provinceMainViews, 0, MAX);
        StreamTarget.require("main views of the nation", nationMainViews, 0, MAX);
    }

    int mainViews() {
        return provinceMainViews + nationMainViews;
    }
}
