package org.haidang.server.camera;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of cameras of other sites, read and written. */
class RemoteAddressTest {
    @Test
    void readsWhatItWrites() {
        String longest = "x".repeat(64);
        for (RemoteAddress each :
                new RemoteAddress[] {
                    new RemoteAddress("s1", "c1"), new RemoteAddress(longest, longest)
                }) {
            assertThat(RemoteAddress.of(each.toString())).contains(each);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rtsp://10.0.0.1/c1",
                "haidang:",
                "haidang://",
                "haidang://s1",
                "haidang://s1/",
                "haidang:///c1",
                "haidang://s1/c1/",
                "haidang://s1/c1/x",
                "HAIDANG://s1/c1"
            })
    void readsNothingElse(String address) {
        assertThat(RemoteAddress.of(address)).isEmpty();
        String tooLong = "x".repeat(65);
        assertThat(RemoteAddress.of("haidang://" + tooLong + "/c")).isEmpty();
        assertThat(RemoteAddress.of("haidang://s/" + tooLong)).isEmpty();
    }
}
