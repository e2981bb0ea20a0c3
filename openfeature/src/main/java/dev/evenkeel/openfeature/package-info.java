// SPDX-License-Identifier: Apache-2.0

/// OpenFeature provider on top of the SDK; `EvenkeelProvider` is its whole public API.
@NullMarked
package dev.evenkeel.openfeature;

import org.jspecify.annotations.NullMarked;
