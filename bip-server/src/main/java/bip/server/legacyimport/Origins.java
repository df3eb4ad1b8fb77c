package bip.server.legacyimport;

import bip.server.legacyimport.LegacyBulletin.Row;
import java.util.HashMap;
import java.util.Map;

/** What came over before, and what became of it. Lives within one transaction. */
final class Origins {

    private final ImportMapper mapper;
    private final Map<Key, ImportMapper.Origin> known = new HashMap<>();

    Origins(ImportMapper mapper) {
        this.mapper = mapper;
        for (ImportMapper.Origin origin : mapper.listOrigins()) {
            known.put(new Key(origin.kind(), origin.sourcePk()), origin);
        }
    }

    /** How a row of the source stands to what came over before. */
    enum Standing {
        NEW,
        SAME,
        DIFFERENT
    }

    Standing standing(Kind kind, long sourcePk, String digest) {
        var origin = known.get(new Key(kind.stored(), sourcePk));
        if (origin == null) {
            return Standing.NEW;
        }
        return origin.digest().equals(digest) ? Standing.SAME : Standing.DIFFERENT;
    }

    void remember(Kind kind, long sourcePk, long targetId, String digest) {
        var origin = new ImportMapper.Origin(kind.stored(), sourcePk, targetId, digest);
        mapper.addOrigin(origin);
        known.put(new Key(kind.stored(), sourcePk), origin);
    }

    /**
     * What became of the row that {@code row} points at.
     *
     * @throws ImportException if the source has no such row
     */
    long targetOf(Kind kind, long sourcePk, Row row) {
        var origin = known.get(new Key(kind.stored(), sourcePk));
        if (origin == null) {
            throw new ImportException(
                    "wiersz %d (%s) wskazuje na nieistniejący wiersz %d (%s)"
                            .formatted(row.pk(), name(row), sourcePk, kind.stored()),
                    "row %d (%s) points at row %d (%s), which does not exist"
                            .formatted(row.pk(), name(row), sourcePk, kind.stored()));
        }
        return origin.targetId();
    }

    private static String name(Row row) {
        return row.kind().stored();
    }

    private record Key(String kind, long sourcePk) {}
}
