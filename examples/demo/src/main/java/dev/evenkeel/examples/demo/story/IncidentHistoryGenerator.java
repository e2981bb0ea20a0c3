// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.story;

import dev.evenkeel.examples.demo.client.PaymentWeakness;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/// Generator of a year of fictitious payment service incidents as a CSV file, with the mapping for its
/// import.
final class IncidentHistoryGenerator {
    /// Mapping of CSV columns to fields.
    static final String MAP = """
            id: [id]
            fields:
              service: {value: payments}
              title: {column: title}
              severity: {column: severity}
              HARM_STARTED: {column: started, precision: PT5M}
              DETECTED: {column: detected, precision: PT1M}
              MITIGATED: {column: ended, precision: PT5M}
              RESOLVED: {column: ended, precision: PT5M}
              causes: {column: causes, separator: ";"}
              failedRequests: {column: failed}
              financialLoss: {column: lost, currency: EUR}
            """;

    private static final String HEADER = "id,started,detected,ended,severity,title,causes,failed,lost";
    private static final String LOCKS = PaymentWeakness.LOCKS.cause();
    private static final String REPEATS = PaymentWeakness.REPEATS.cause();
    private static final String NAMES = PaymentWeakness.NAMES.cause();

    private static final List<PastIncident> ALL = List.of(
            new PastIncident(341, 45, "SEV3", "payments fail while clearing runs", LOCKS, 1_900, 8_400),
            new PastIncident(322, 70, "SEV2", "no payment to one bank", "a certificate had expired", 5_200, 6_100),
            new PastIncident(287, 120, "SEV3", "a bank's gateway complains of refusals", REPEATS, 2_400, 9_700),
            new PastIncident(251, 600, "SEV3", "new customers cannot pay", NAMES, 900, 7_300),
            new PastIncident(214, 35, "SEV3", "payments fail at noon", LOCKS, 1_600, 7_900),
            new PastIncident(190, 25, "SEV4", "statements are late", "a disk was full", 300, 700),
            new PastIncident(171, 90, "SEV3", "customers pay twice by hand", REPEATS, 2_100, 8_900),
            new PastIncident(140, 480, "SEV3", "an importer of salaries is refused", NAMES, 700, 6_100),
            new PastIncident(
                    118, 60, "SEV3", "payments fail and are refused afterwards", LOCKS + ";" + REPEATS, 3_300, 13_500),
            new PastIncident(96, 200, "SEV3", "fees are wrong for a morning", "a table was edited by hand", 800, 2_600),
            new PastIncident(75, 300, "SEV3", "a new market cannot pay", NAMES, 650, 5_800),
            new PastIncident(52, 40, "SEV3", "payments fail at the end of the month", LOCKS, 2_100, 9_600),
            new PastIncident(33, 80, "SEV3", "a mobile network loses answers", REPEATS, 1_900, 8_100),
            new PastIncident(12, 150, "SEV1", "one payment in ten fails", LOCKS + ";" + REPEATS, 14_200, 104_000),
            new PastIncident(4, 210, "SEV2", "a batch of salaries is refused", NAMES + ";" + LOCKS, 10_800, 38_500));

    private IncidentHistoryGenerator() {}

    /// @param daysAgo when it began
    /// @param minutes from the start of the harm to its end; detection took a fifth of it
    /// @param causes separated by `;`
    /// @param failed failed payments
    /// @param lost money in EUR
    private record PastIncident(
            int daysAgo, int minutes, String severity, String title, String causes, long failed, long lost) {
        String row(Instant now) {
            Instant started = now.minus(Duration.ofDays(daysAgo)).truncatedTo(ChronoUnit.MINUTES);
            return String.join(
                    ",",
                    "past-" + daysAgo,
                    started.toString(),
                    started.plus(Duration.ofMinutes(minutes / 5)).toString(),
                    started.plus(Duration.ofMinutes(minutes)).toString(),
                    severity,
                    title,
                    causes,
                    String.valueOf(failed),
                    String.valueOf(lost));
        }
    }

    /// Generates the CSV file.
    ///
    /// @param now end of the year
    static String csv(Instant now) {
        return HEADER + "\n" + ALL.stream().map(past -> past.row(now)).collect(Collectors.joining("\n")) + "\n";
    }
}
