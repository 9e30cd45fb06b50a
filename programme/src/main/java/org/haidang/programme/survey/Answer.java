package org.haidang.programme.survey;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.haidang.programme.facility.ZoneSufficiency.Layout;

/**
 * What stands in a field. Made by {@link AnswerKind#read}, or one of the two that fit each kind.
 */
public sealed interface Answer {

    /** As written down: reading it by the same kind gives the same answer. */
    String text();

    record Text(String text) implements Answer {}

    /** Without zeros at the end, so that 10 and 10,0 are the same answer. */
    record Number(BigDecimal value) implements Answer {
        public Number {
            value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        }

        @Override
        public String text() {
            return value.toPlainString();
        }
    }

    /** Ids of the options, in the order of the question. */
    record Chosen(List<String> options) implements Answer {
        public Chosen {
            options = List.copyOf(options);
        }

        @Override
        public String text() {
            return String.join(",", options);
        }
    }

    /** Degrees, WGS 84, north and east. */
    record Position(BigDecimal latitude, BigDecimal longitude) implements Answer {
        @Override
        public String text() {
            return latitude.toPlainString() + ", " + longitude.toPlainString();
        }
    }

    record Blocks(Layout layout) implements Answer {
        @Override
        public String text() {
            return layout.blocks().stream()
                    .map(block -> block.name() + ": " + String.join(", ", block.floors()))
                    .collect(Collectors.joining("; "));
        }
    }

    /** Not known, and why: that is an answer, and often the most useful one. */
    record Unknown(String because) implements Answer {
        @Override
        public String text() {
            return because;
        }
    }

    /** Nothing, or no longer. */
    record Blank() implements Answer {
        @Override
        public String text() {
            return "";
        }
    }
}
