// SPDX-License-Identifier: Apache-2.0

/// Composition of the SDK: `LiveEvenkeel` creates and connects all parts. Internal packages are not exported by
/// the module.
@NullMarked
package dev.evenkeel.sdk.internal;

import org.jspecify.annotations.NullMarked;
