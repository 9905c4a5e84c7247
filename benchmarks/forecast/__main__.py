"""`python -m benchmarks.forecast`: prints the backtest, world by world. The same numbers every time."""

from __future__ import annotations

from benchmarks.forecast.backtest import measured
from benchmarks.forecast.classes import PUPILS, WORLDS

CLASSES = 120
SEED = 2026  #: none of those that the constants were chosen on (1, 2, 3)

HEAD = (
    "of the term   error: so far  model  trend   mark right: so far  trend"
    "   better by (19 of 20)      in bounds   told of"
)


def main() -> None:
    """Every world at every point of the term."""
    print(f"{CLASSES} classes of {PUPILS} pupils a world; errors are distances to the term's exact average, in marks.")
    print("«better»: the share of the error of «the average so far» that the trend saves.")
    for world in WORLDS:
        print(f"\n{world.name}, {world.scale.numbers[0]}–{world.scale.numbers[-1]}\n  {HEAD}")
        for one in measured(world, CLASSES, SEED):
            low, high = one.interval
            print(
                f"  {one.share:>11.0%}   {one.plain:>13.3f}  {one.unswitched:>5.3f}  {one.trend:>5.3f}"
                f"   {one.plain_right:>19.1%}  {one.trend_right:>5.1%}"
                f"   {signed(one.better):>9} ({signed(low):>6} … {signed(high):>6})"
                f"   {one.within:>9.0%}   {one.told / one.all:>7.0%}"
            )


def signed(share: float) -> str:
    """«+17.1%»; what is nothing has no sign."""
    return f"{share:+.1%}" if abs(share) >= 0.0005 else "0.0%"


if __name__ == "__main__":
    main()
