package org.haidang.uplink.site;

/**
 * Where the link stands, for screens and {@code haidang uplink status}.
 *
 * @param linked control runs
 * @param sinceUs since when, microseconds since 1970 UTC
 * @param trouble what stops it, one English sentence; empty when linked
 * @param attempt tries since the link was lost
 * @param echoUs the last round trip, microseconds; 0 before the first
 * @param centreClockUs the centre's clock minus ours when it welcomed us, microseconds
 * @param leases streams being pushed now
 * @param thinned of these such as come as the sub stream because the line is short
 * @param budgetBits what pictures may take of the line now, bits per second; 0 for no bound
 * @param mediaBytes sent as pictures, live and recorded, since the program's start
 * @param factsApplied the newest fact that the centre keeps
 * @param factsWaiting facts that it does not keep yet
 * @param pictures the round of last pictures
 */
public record UplinkState(
        boolean linked,
        long sinceUs,
        Trouble trouble,
        String why,
        int attempt,
        long echoUs,
        long centreClockUs,
        int leases,
        int thinned,
        long budgetBits,
        long mediaBytes,
        long factsApplied,
        long factsWaiting,
        PictureRoundState pictures) {}
