// SPDX-License-Identifier: Apache-2.0

/// Evenkeel as a provider of OpenFeature.
module dev.evenkeel.openfeature {
    requires transitive dev.evenkeel.sdk;
    requires transitive dev.openfeature.sdk;
    requires static transitive org.jspecify;

    exports dev.evenkeel.openfeature;
}
