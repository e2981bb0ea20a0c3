// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ServerErrorMessagesTest {
    @Test
    void replacesControlCharactersInServerMessages() {
        String described = ServerErrorMessages.describe(new IOException("status line \u001b[2J\r\n\u009b1m\u202eabc"));

        assertThat(described).isEqualTo("the server cannot be reached: java.io.IOException: status line ?[2J???1m?abc");
    }

    @Test
    void truncatesLongMessages() {
        assertThat(ServerErrorMessages.describe(new IOException("x".repeat(5_000))))
                .hasSize(221)
                .endsWith("…");
    }
}
