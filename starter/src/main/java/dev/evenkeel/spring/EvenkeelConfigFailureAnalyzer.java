// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Failure analyzer that reports which properties to set when the application fails to start because its
/// Evenkeel configuration is incomplete or invalid.
final class EvenkeelConfigFailureAnalyzer extends AbstractFailureAnalyzer<EvenkeelConfigurationException> {
    private static final String REMEDY = """
            Set in the application's properties or environment:

                evenkeel.server    address of the server, such as https://evenkeel.example.com
                evenkeel.sdk-key   key of the environment, as the server printed it; best as EVENKEEL_SDKKEY \
            in the environment

            A start without Evenkeel: evenkeel.enabled=false. A bean of type dev.evenkeel.sdk.Evenkeel of your own, \
            such as a FakeEvenkeel in tests, replaces the one that needs these.""";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, EvenkeelConfigurationException cause) {
        return new FailureAnalysis(cause.getMessage(), REMEDY, cause);
    }
}
