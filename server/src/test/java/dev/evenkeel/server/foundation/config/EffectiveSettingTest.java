// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EffectiveSettingTest {
    private static EffectiveSetting one(List<EffectiveSetting> settings, String option) {
        return settings.stream()
                .filter(setting -> setting.option().equals(option))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void listsDefaultsOfUnsetOptions() {
        List<EffectiveSetting> settings = EffectiveSetting.listAll(ServerCommandLineParser.parse(List.of(), Map.of()));
        assertThat(settings).allMatch(EffectiveSetting::isDefault);
        assertThat(one(settings, "--tick-retention").value()).isEqualTo("180\u00a0days");
        assertThat(one(settings, "--audit-head-interval").value()).isEqualTo("1\u00a0minute");
        assertThat(one(settings, "--allow-outbound").value()).isEqualTo("public addresses only");
        assertThat(one(settings, "--admin-token").value()).isEqualTo("none");
    }

    @Test
    void masksSecretValues() {
        List<EffectiveSetting> settings = EffectiveSetting.listAll(ServerCommandLineParser.parse(
                List.of(
                        "--admin-token",
                        "hush-admin",
                        "--sdk-key",
                        "hush-key",
                        "--database-url",
                        "jdbc:postgresql://db.example:5432/keel?user=keel&password=hush-database",
                        "--prometheus-url",
                        "http://prometheus.example",
                        "--oidc-issuer",
                        "https://issuer.example",
                        "--oidc-client-id",
                        "keel",
                        "--allow-outbound",
                        "10.20.0.0/16",
                        "--allow-outbound",
                        "fd00::/8"),
                Map.of(
                        "EVENKEEL_PROMETHEUS_TOKEN",
                        "hush-prometheus",
                        "EVENKEEL_OIDC_CLIENT_SECRET",
                        "hush-oidc",
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        "http://collector.example:4318",
                        "OTEL_EXPORTER_OTLP_HEADERS",
                        "authorization=hush-otlp")));
        assertThat(settings.toString()).doesNotContain("hush");
        assertThat(one(settings, "--database-url").value()).isEqualTo("jdbc:postgresql://db.example:5432/keel");
        assertThat(one(settings, "--prometheus-url").value()).isEqualTo("http://prometheus.example");
        assertThat(one(settings, "--admin-token").value()).isEqualTo("set");
        assertThat(one(settings, "--allow-outbound").value()).isEqualTo("10.20.0.0/16, fd00::/8");
        assertThat(one(settings, "EVENKEEL_PROMETHEUS_TOKEN").value()).isEqualTo("set");
        assertThat(one(settings, "EVENKEEL_PROMETHEUS_TOKEN").origin()).isEqualTo("EVENKEEL_PROMETHEUS_TOKEN");
        assertThat(one(settings, "--admin-token").origin()).isEqualTo("the command line");
        assertThat(one(settings, "OTEL_EXPORTER_OTLP_ENDPOINT").value())
                .isEqualTo("http://collector.example:4318, every 1\u00a0minute, with headers");
    }
}
