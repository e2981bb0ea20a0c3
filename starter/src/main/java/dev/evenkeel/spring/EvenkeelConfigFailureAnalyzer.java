// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Failure analyzer that reports which properties to set when the application fails to start because its
/// Evenkeel configuration is incomplete or invalid.
final class EvenkeelConfigFailureAnalyzer extends AbstractFailureAnalyzer<EvenkeelConfigurationException> {
    private static final String REMEDY = """
            Set these properties in the application's configuration or environment:

                evenkeel.server    URL of the server, such as https://evenkeel.example.com
                evenkeel.sdk-key   SDK key of the environment; preferably as EVENKEEL_SDKKEY in the environment

            To start without Evenkeel, set evenkeel.enabled=false. To use another client, such as a FakeEvenkeel in \
            tests, define a bean of type dev.evenkeel.sdk.Evenkeel; it needs none of these properties.""";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, EvenkeelConfigurationException cause) {
        return new FailureAnalysis(cause.getMessage(), REMEDY, cause);
    }
}
