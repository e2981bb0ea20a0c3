// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
    private static final String REASON = "errors: the candidate fails more often than control";

    private final TextTable textTable = new TextTable("ID", "FLAG", "AT", "REASON", "OWNER");

    TextTableTest() {
        textTable.addRow("r-cf8b0c46dea3ee66", "payment-core-modern", "2026-11-25 03:01", REASON, "payments");
        textTable.addRow("r-6c167b3bec081554", "payment-core", "2026-11-26 03:01", "-", "payments");
    }

    @Test
    void truncatesProseFirst() {
        List<String> lines = textTable.toString(90).lines().toList();

        assertThat(lines).allMatch(line -> line.length() <= 90);
        assertThat(lines.get(1))
                .startsWith("r-cf8b0c46dea3ee66  payment-core-modern  2026-11-25 03:01  errors: ")
                .contains("\u2026  payments");
    }

    @Test
    void truncatesNamesNextButNeverIdsOrTimes() {
        List<String> lines = textTable.toString(74).lines().toList();

        assertThat(lines).allMatch(line -> line.length() <= 74);
        assertThat(lines.get(1))
                .matches("r-cf8b0c46dea3ee66  payment-cor\u2026\\s+2026-11-25 03:01  errors: the\u2026\\s+payments");
    }

    @Test
    void leavesTableUntruncatedIfItCannotFit() {
        assertThat(textTable.toString(40))
                .isEqualTo(textTable.toString(Integer.MAX_VALUE))
                .contains(REASON);
    }

    @Test
    void neverSplitsSurrogatePairs() {
        var faces = new TextTable("WHAT");
        faces.addRow("so " + "\uD83D\uDE00".repeat(20));

        assertThat(faces.toString(16).lines().skip(1))
                .allSatisfy(line -> assertThat(line)
                        .endsWith("\u2026")
                        .matches(text -> !Character.isHighSurrogate(text.charAt(text.length() - 2))));
    }
}
