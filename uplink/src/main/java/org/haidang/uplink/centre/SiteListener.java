package org.haidang.uplink.centre;

import java.util.List;
import org.haidang.uplink.Protocol;
import org.haidang.uplink.Refusal;
import org.haidang.uplink.wire.CameraState;
import org.haidang.uplink.wire.Catalogue;
import org.haidang.uplink.wire.Fact;
import org.haidang.uplink.wire.Instruction;
import org.haidang.uplink.wire.Still;

/**
 * Hears what sites say. Calls for one site come one at a time and in order, from the link's
 * threads; different sites at the same time.
 */
public interface SiteListener {
    /**
     * A site has greeted.
     *
     * @param clockOffsetUs the site's clock minus ours when it did, microseconds
     */
    void linked(String siteId, String siteName, String software, long clockOffsetUs);

    /** Its link is gone; everything that was known of its cameras is old from now on. */
    void lost(String siteId, String why);

    /** What the site grants, whole. */
    void catalogue(String siteId, Catalogue catalogue);

    /** How some of its cameras are now. */
    void states(String siteId, List<CameraState> states);

    /**
     * The newest picture of one of its cameras, small; whether we may have it is still to be asked.
     *
     * @param still a JPEG of bounded size, as far as its frame says
     */
    void still(String siteId, Still still);

    /**
     * A site said what no site of ours says. It was not heard; its link goes on.
     *
     * @param what an English phrase, such as {@code a last picture: it has 70,000 bytes}
     */
    void misused(String siteId, String what);

    /**
     * What the site is to be told of instructions, the oldest first: asked each time that it links.
     * Of sites that speak an older version than {@link Protocol#INSTRUCTIONS_SINCE} it is not
     * asked.
     */
    List<Instruction> instructions(String siteId);

    /** The newest fact of the site that is kept here; 0 when none is. */
    long applied(String siteId);

    /**
     * Keeps facts. Those kept already may come again and change nothing.
     *
     * @return the newest kept now, after the commit
     */
    long facts(String siteId, List<Fact> facts);

    /**
     * Somebody was turned away: a false or used invitation, a revoked certificate, a wrong version.
     *
     * @param siteId empty when it is not known who it was
     */
    void refused(String siteId, String from, Refusal refusal, String why);

    /**
     * A site did not let us have what somebody here wanted of it.
     *
     * @param cameraId as the site calls it
     * @param why a word of {@code LeaseEnded} in the contract
     */
    void withheld(String siteId, String cameraId, String why);
}
