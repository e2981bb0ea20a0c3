// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.PortInUseException;

final class StartFailureTest {
    @Test
    void namesTheRemedyOfWhatIsKnownToHappen() {
        assertThat(StartFailure.explain(wrapped(new PortInUseException(8080, new IllegalStateException("bind")))))
                .isEqualTo("Port 8080 is in use. Choose another --port or --sync-port; 0 takes any free one.");
        assertThat(StartFailure.explain(wrapped(new SQLException("Connection refused."))))
                .contains("Connection refused.", "--database-url");
    }

    @Test
    void showsTheInnermostTraceOfAnythingElse() {
        assertThat(StartFailure.explain(wrapped(new IllegalStateException("surprise"))))
                .startsWith("java.lang.IllegalStateException: surprise")
                .contains("StartFailureTest");
    }

    private static RuntimeException wrapped(Exception cause) {
        return new IllegalStateException("outer", new IllegalArgumentException("middle", cause));
    }
}
