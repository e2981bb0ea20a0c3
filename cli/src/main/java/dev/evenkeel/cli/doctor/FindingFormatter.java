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

/// A formatter of findings as text and JSON.
final class FindingFormatter {
    private static final int INDENT = 6;

    private FindingFormatter() {}

    /// Formats one line for each finding with its remedy below, and the totals.
    static String formatText(List<DiagnosticFinding> findings) {
        int width = findings.stream()
                .mapToInt(finding -> finding.check().length())
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        for (DiagnosticFinding finding : findings) {
            lines.add(word(finding.verdict())
                    + " ".repeat(INDENT - word(finding.verdict()).length())
                    + TerminalTextSanitizer.toSingleLine(finding.check())
                    + " ".repeat(width - finding.check().length() + 2)
                    + TerminalTextSanitizer.toSingleLine(finding.observed()));
            if (!finding.remedy().isEmpty()) {
                lines.add(" ".repeat(INDENT) + TerminalTextSanitizer.toSingleLine(finding.remedy()));
            }
        }
        lines.add("");
        lines.add(count(findings, Status.OK) + " passed, " + count(findings, Status.WARN) + " warnings, "
                + count(findings, Status.FAIL) + " failed, " + count(findings, Status.SKIPPED) + " skipped");
        return String.join(System.lineSeparator(), lines);
    }

    private static String word(Status verdict) {
        return verdict == Status.SKIPPED ? "-" : verdict.name();
    }

    private static long count(List<DiagnosticFinding> findings, Status verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).count();
    }

    /// Serializes findings and totals.
    static ObjectNode toJson(List<DiagnosticFinding> findings) {
        ObjectNode all = ServerApiClient.JSON.createObjectNode();
        ArrayNode array = all.putArray("findings");
        for (DiagnosticFinding finding : findings) {
            array.addObject()
                    .put("check", finding.check())
                    .put("verdict", finding.verdict().name())
                    .put("observed", finding.observed())
                    .put("remedy", finding.remedy());
        }
        return all.put("passed", count(findings, Status.OK))
                .put("warnings", count(findings, Status.WARN))
                .put("failed", count(findings, Status.FAIL))
                .put("skipped", count(findings, Status.SKIPPED));
    }
}
