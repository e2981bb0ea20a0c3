// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.doctor.DiagnosticFinding.Status;
import org.junit.jupiter.api.Test;

class JavaRuntimeInfoTest {
    private static final JavaRuntimeInfo JAVA = new JavaRuntimeInfo(25, "25.0.3+9-LTS", "Eclipse Adoptium");

    @Test
    void failsForOlderJavaVersion() {
        assertThat(new JavaRuntimeInfo(21, "21.0.9", "x").diagnose("java").verdict())
                .isEqualTo(Status.FAIL);
        assertThat(JAVA.diagnose("java").observed()).isEqualTo("25.0.3+9-LTS, Eclipse Adoptium");
    }
}
