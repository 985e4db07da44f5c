/** The public status page: what the ledger says, for anybody, as files that stand also when all else lies. */
package io.fivenines.coordinator.uptime.page;
