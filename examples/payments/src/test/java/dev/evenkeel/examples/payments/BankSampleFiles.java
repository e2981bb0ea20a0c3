// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.List;

/// The public sample messages of two banks, where they are present: they are not part of the repository.
final class BankSampleFiles {
    /// Eight transfers that sum up to the 38.00 it claims; it claims seven.
    static final String BANK = "musterfile_pain.001_Nov2020.xml";

    static final List<String> INITIATIONS = List.of(
            "International_payment_RUB_naujas_1.xml",
            "International_payment_USD_naujas_1.xml",
            "sepa_payment_naujas_1.xml",
            BANK);
    static final List<String> STATUS_REPORTS = List.of("invalid_pain_v11.xml", "valid_pain_v11.xml");

    private BankSampleFiles() {}

    /// The folder; skips the calling test when it is absent.
    static Path folder() {
        Path folder = Path.of(System.getProperty("evenkeel.shared", "."), "iso20022");
        assumeThat(folder)
                .as("%d sample messages skipped: %s is absent", INITIATIONS.size() + STATUS_REPORTS.size(), folder)
                .isDirectory();
        return folder;
    }
}
