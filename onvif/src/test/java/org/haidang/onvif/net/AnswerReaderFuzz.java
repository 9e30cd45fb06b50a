package org.haidang.onvif.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Any bytes as HTTP: a whole answer within its limits, or the reason why not. */
class AnswerReaderFuzz {
    private static final int LIMIT = 1024;

    @FuzzTest
    void isReadOrRefused(byte[] wire) throws IOException {
        try {
            HttpAnswer answer = new AnswerReader(new ByteArrayInputStream(wire), LIMIT).read();
            assertThat(answer.status()).isBetween(200, 599);
            assertThat(answer.body()).hasSizeLessThanOrEqualTo(LIMIT);
            assertThat(answer.headers()).hasSizeLessThanOrEqualTo(AnswerReader.MAX_HEADERS);
        } catch (CallException e) {
            assertThat(e.reason()).isNotNull();
        }
    }
}
