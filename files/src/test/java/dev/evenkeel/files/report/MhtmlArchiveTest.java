// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MhtmlArchiveTest {
    @Test
    void withPolicyAddsContentSecurityPolicy() {
        String page = "<!doctype html><title>memo</title><h1>Decision</h1>";
        assertThat(MhtmlArchive.withPolicy(page))
                .startsWith("<!doctype html>")
                .contains("default-src 'none'")
                .endsWith(page);
    }
}
