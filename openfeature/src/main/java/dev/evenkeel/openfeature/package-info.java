// SPDX-License-Identifier: Apache-2.0

/// Evenkeel's flags through OpenFeature: [dev.evenkeel.openfeature.EvenkeelProvider] is all there is to see.
@NullMarked
package dev.evenkeel.openfeature;

import org.jspecify.annotations.NullMarked;
