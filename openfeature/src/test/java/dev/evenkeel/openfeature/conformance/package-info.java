// SPDX-License-Identifier: Apache-2.0

/// OpenFeature's own features, played on the provider.
@NullMarked
package dev.evenkeel.openfeature.conformance;

import org.jspecify.annotations.NullMarked;
