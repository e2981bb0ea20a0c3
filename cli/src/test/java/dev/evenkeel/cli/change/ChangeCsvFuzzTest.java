// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.change;

import dev.evenkeel.fuzz.Fuzzer;
import dev.evenkeel.fuzz.InputDialect;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Broken CSV files of changes: errors are collected, and nothing is thrown.
@Tag("long")
final class ChangeCsvFuzzTest {
    @Test
    void parsesFuzzedChangeCsvWithoutExceptions() {
        Fuzzer.of("changes", InputDialect.CSV).samples("""
                        externalId,service,environment,at,title,unplanned,kind,technologies,state
                        p#1,payments,production,2026-11-01T10:00:00Z,"add a column, then use it",true,SCHEMA,redis; kafka,
                        p#2,payments,production,2026-11-02 10:00:00 +0100,,,,,ABORTED
                        """).run(input -> ChangeCsvFile.parse(input.text(), "csv"));
    }
}
