// SPDX-License-Identifier: Apache-2.0

/// OpenFeature provider for Evenkeel.
module dev.evenkeel.openfeature {
    requires transitive dev.evenkeel.sdk;
    requires transitive dev.openfeature.sdk;
    requires static transitive org.jspecify;

    exports dev.evenkeel.openfeature;
}
