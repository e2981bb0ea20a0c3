// SPDX-License-Identifier: Apache-2.0
/// The data of a migration's two stores as a whole: copying what was there before, and comparing it all.
@NullMarked
package dev.evenkeel.sdk.store;

import org.jspecify.annotations.NullMarked;
