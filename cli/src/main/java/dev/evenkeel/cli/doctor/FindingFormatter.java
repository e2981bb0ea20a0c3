// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.doctor;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.terminal.TerminalTextSanitizer;
import dev.evenkeel.engine.doctor.DiagnosticFinding;
import dev.evenkeel.engine.doctor.DiagnosticFinding.Status;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Findings as people and as programs read them.
final class FindingFormatter {
    private static final int INDENT = 6;

    private FindingFormatter() {}

    /// A line for each with its remedy below, and the sum of them.
    static String of(List<DiagnosticFinding> findings) {
        int width = findings.stream()
                .mapToInt(finding -> finding.check().length())
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        for (DiagnosticFinding finding : findings) {
            lines.add(word(finding.verdict())
                    + " ".repeat(INDENT - word(finding.verdict()).length())
                    + TerminalTextSanitizer.line(finding.check())
                    + " ".repeat(width - finding.check().length() + 2)
                    + TerminalTextSanitizer.line(finding.seen()));
            if (!finding.remedy().isEmpty()) {
                lines.add(" ".repeat(INDENT) + TerminalTextSanitizer.line(finding.remedy()));
            }
        }
        lines.add("");
        lines.add(count(findings, Status.OK) + " fine, " + count(findings, Status.WARN) + " to mend, "
                + count(findings, Status.FAIL) + " failing, " + count(findings, Status.SKIPPED) + " not looked at");
        return String.join(System.lineSeparator(), lines);
    }

    private static String word(Status verdict) {
        return verdict == Status.SKIPPED ? "-" : verdict.name();
    }

    private static long count(List<DiagnosticFinding> findings, Status verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).count();
    }

    /// The same with the sums as members.
    static ObjectNode json(List<DiagnosticFinding> findings) {
        ObjectNode all = ServerApiClient.JSON.createObjectNode();
        ArrayNode array = all.putArray("findings");
        for (DiagnosticFinding finding : findings) {
            array.addObject()
                    .put("check", finding.check())
                    .put("verdict", finding.verdict().name())
                    .put("seen", finding.seen())
                    .put("remedy", finding.remedy());
        }
        return all.put("fine", count(findings, Status.OK))
                .put("toMend", count(findings, Status.WARN))
                .put("failing", count(findings, Status.FAIL))
                .put("notLookedAt", count(findings, Status.SKIPPED));
    }
}
