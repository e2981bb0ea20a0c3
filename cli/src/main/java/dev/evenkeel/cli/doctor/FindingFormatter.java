// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.doctor;

import dev.evenkeel.cli.terminal.TerminalTextSanitizer;
import dev.evenkeel.engine.doctor.DiagnosticFinding;
import dev.evenkeel.engine.doctor.DiagnosticFinding.Status;
import java.util.ArrayList;
import java.util.List;

/// A formatter of findings as text.
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

    /// The findings with their totals.
    record FindingSummary(List<DiagnosticFinding> findings, long passed, long warnings, long failed, long skipped) {
        static FindingSummary of(List<DiagnosticFinding> findings) {
            return new FindingSummary(
                    findings,
                    count(findings, Status.OK),
                    count(findings, Status.WARN),
                    count(findings, Status.FAIL),
                    count(findings, Status.SKIPPED));
        }
    }
}
