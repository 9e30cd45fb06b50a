package org.haidang.server.identity;

/**
 * Who knocks, before anybody knows who it is.
 *
 * @param address as the person may recognise it
 * @param network what attempts are counted by: the address, of IPv6 its first 64 bits
 * @param agent what the browser calls itself; a stranger's words
 */
public record Visitor(String address, String network, String agent) {
    private static final int MAX_AGENT = 200;

    public Visitor {
        String printable = agent.replaceAll("\\p{Cntrl}", " ");
        agent = printable.length() <= MAX_AGENT ? printable : printable.substring(0, MAX_AGENT);
    }
}
