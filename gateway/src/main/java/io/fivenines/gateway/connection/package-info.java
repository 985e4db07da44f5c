/**
 * One tracker on one socket: cuts its stream, has the frames judged, writes what they carry into journal space and
 * withholds replies until that is durable.
 */
package io.fivenines.gateway.connection;
