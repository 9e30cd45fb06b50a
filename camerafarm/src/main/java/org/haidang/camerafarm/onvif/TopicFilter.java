package org.haidang.camerafarm.onvif;

import java.util.ArrayList;
import java.util.List;

/**
 * Which topics a subscriber wants, in the ConcreteSet dialect: paths joined by {@code |}, each one
 * topic or, with {@code //.} at its end, all below it.
 *
 * @param paths none for every topic
 */
record TopicFilter(List<String> paths) {

    static final TopicFilter ALL = new TopicFilter(List.of());
    private static final int MAX_PATHS = 32;

    /**
     * Reads an expression.
     *
     * @throws SoapFault when it has another form
     */
    static TopicFilter parse(String expression) throws SoapFault {
        List<String> paths = new ArrayList<>();
        for (String path : expression.split("\\|", -1)) {
            if (!path.strip().matches("[\\w:/.-]+") || paths.size() >= MAX_PATHS) {
                throw SoapFault.sender(
                        "topic expression not understood: " + expression,
                        "wsnt:InvalidTopicExpressionFault");
            }
            paths.add(path.strip());
        }
        return new TopicFilter(paths);
    }

    boolean passes(String topic) {
        return paths.isEmpty() || paths.stream().anyMatch(path -> covers(path, topic));
    }

    private static boolean covers(String path, String topic) {
        if (path.endsWith("//.")) {
            String above = path.substring(0, path.length() - 3);
            return topic.equals(above) || topic.startsWith(above + "/");
        }
        return topic.equals(path);
    }
}
