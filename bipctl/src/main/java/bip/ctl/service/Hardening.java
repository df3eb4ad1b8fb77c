package bip.ctl.service;

import java.util.List;

/**
 * What keeps a release's programs in bounds, the same for the running server and for everything
 * else that bipctl starts of a release. A test compares it with {@code systemd/bip.service}.
 *
 * <p>MemoryDenyWriteExecute stays off: the JVM does not start with it, not even with {@code -Xint}.
 */
public final class Hardening {

    public static final List<String> PROPERTIES =
            List.of(
                    "User=bip",
                    "Group=bip",
                    "UMask=0077",
                    "NoNewPrivileges=yes",
                    "ProtectSystem=strict",
                    "ProtectHome=yes",
                    "PrivateTmp=yes",
                    "PrivateDevices=yes",
                    "PrivateUsers=yes",
                    "ProtectHostname=yes",
                    "ProtectClock=yes",
                    "ProtectKernelTunables=yes",
                    "ProtectKernelModules=yes",
                    "ProtectKernelLogs=yes",
                    "ProtectControlGroups=yes",
                    "ProtectProc=invisible",
                    "ProcSubset=pid",
                    "RestrictNamespaces=yes",
                    "RestrictRealtime=yes",
                    "RestrictSUIDSGID=yes",
                    "LockPersonality=yes",
                    "RemoveIPC=yes",
                    "CapabilityBoundingSet=",
                    "AmbientCapabilities=",
                    "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX",
                    "SystemCallArchitectures=native",
                    "SystemCallFilter=@system-service",
                    "SystemCallFilter=~@privileged @resources",
                    // Lucene asks whether pages of a mapped index are in memory.
                    "SystemCallFilter=mincore",
                    "SystemCallErrorNumber=EPERM");

    private Hardening() {}
}
